// Brings 'ttil lsp', 'ttil dap' and the commands of ttil into VS Code, without any package besides VS Code's own.
'use strict';

const vscode = require('vscode');
const { Connection } = require('./connection.js');

const LANGUAGES = ['ttvm', 'scheme'];
const MOST_RESTARTS = 3;

let connection = null;
let restarts = 0;
let log = null;
let diagnostics = null;

function activate(context) {
    log = vscode.window.createOutputChannel('TinyTotIL');
    diagnostics = vscode.languages.createDiagnosticCollection('ttil');
    context.subscriptions.push(
        log,
        diagnostics,
        vscode.workspace.onDidOpenTextDocument(didOpen),
        vscode.workspace.onDidChangeTextDocument(didChange),
        vscode.workspace.onDidCloseTextDocument(didClose),
        vscode.workspace.onDidSaveTextDocument(didSave),
        vscode.workspace.onDidChangeWorkspaceFolders(didChangeFolders),
        vscode.workspace.onDidChangeConfiguration(change => change.affectsConfiguration('ttil') ? restart() : undefined),
        vscode.commands.registerCommand('ttil.run', run),
        vscode.commands.registerCommand('ttil.restartServer', () => {
            restarts = 0;
            return restart();
        }),
        vscode.tasks.registerTaskProvider('ttil', { provideTasks, resolveTask: task => taskOf(task.definition, task.scope) }),
        vscode.debug.registerDebugAdapterDescriptorFactory('ttil', {
            createDebugAdapterDescriptor: () => new vscode.DebugAdapterExecutable(tool(), ['dap'])
        }),
        vscode.debug.registerDebugConfigurationProvider('ttil', { resolveDebugConfiguration }),
        ...registerProviders());
    return start();
}

async function deactivate() {
    await (connection ? connection.close() : undefined);
    connection = null;
}

// The server

function settings() {
    return vscode.workspace.getConfiguration('ttil');
}

function tool() {
    return settings().get('path') || 'ttil';
}

async function start() {
    const references = (settings().get('references') || []).flatMap(path => ['-r', path]);
    const started = new Connection(tool(), ['lsp', ...references], {
        onNotification: received,
        onLog: text => log.append(text),
        onEnd: (reason, isWanted) => ended(started, reason, isWanted)
    });
    connection = started;
    const folders = vscode.workspace.workspaceFolders || [];
    await started.request('initialize', {
        processId: process.pid,
        clientInfo: { name: 'vscode' },
        rootUri: folders.length > 0 ? folders[0].uri.toString() : null,
        workspaceFolders: folders.map(folder => ({ uri: folder.uri.toString(), name: folder.name })),
        capabilities: {
            textDocument: {
                hover: { contentFormat: ['markdown'] },
                completion: { completionItem: { snippetSupport: true } },
                documentSymbol: { hierarchicalDocumentSymbolSupport: true }
            }
        }
    });
    started.notify('initialized', {});
    vscode.workspace.textDocuments.forEach(didOpen);
}

async function restart() {
    const old = connection;
    connection = null;
    diagnostics.clear();
    await (old ? old.close() : undefined);
    return start();
}

function ended(which, reason, isWanted) {
    if (isWanted || which !== connection) {
        return;
    }

    log.appendLine(tool() + ' lsp: ' + reason);
    connection = null;
    diagnostics.clear();
    if (++restarts <= MOST_RESTARTS) {
        setTimeout(() => start().catch(error => log.appendLine(String(error))), 1000);
    } else {
        vscode.window.showErrorMessage("'" + tool() + " lsp' does not stay up (" + reason + "). Is ttil installed? The setting ttil.path says where it is.");
    }
}

function received(method, params) {
    if (method === 'textDocument/publishDiagnostics') {
        diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(found => {
            const shown = new vscode.Diagnostic(rangeOf(found.range), found.message, found.severity - 1);
            shown.code = found.code;
            shown.source = found.source;
            return shown;
        }));
    }
}

// What happens to texts

function isOurs(document) {
    return LANGUAGES.includes(document.languageId);
}

function didOpen(document) {
    if (connection && isOurs(document)) {
        connection.notify('textDocument/didOpen', {
            textDocument: { uri: document.uri.toString(), languageId: document.languageId, version: document.version, text: document.getText() }
        });
    }
}

function didChange(event) {
    if (connection && isOurs(event.document) && event.contentChanges.length > 0) {
        connection.notify('textDocument/didChange', {
            textDocument: { uri: event.document.uri.toString(), version: event.document.version },
            contentChanges: event.contentChanges.map(change => ({ range: rangeFor(change.range), text: change.text }))
        });
    }
}

function didClose(document) {
    if (connection && isOurs(document)) {
        connection.notify('textDocument/didClose', { textDocument: { uri: document.uri.toString() } });
    }
}

function didSave(document) {
    if (connection && isOurs(document)) {
        connection.notify('textDocument/didSave', { textDocument: { uri: document.uri.toString() } });
    }
}

function didChangeFolders(event) {
    const describe = folder => ({ uri: folder.uri.toString(), name: folder.name });
    if (connection) {
        connection.notify('workspace/didChangeWorkspaceFolders', { event: { added: event.added.map(describe), removed: event.removed.map(describe) } });
    }
}

// What is asked about texts

function registerProviders() {
    const selector = [{ language: 'ttvm' }];
    const languages = vscode.languages;
    return [
        languages.registerHoverProvider(selector, { provideHover }),
        languages.registerDefinitionProvider(selector, { provideDefinition }),
        languages.registerReferenceProvider(selector, { provideReferences }),
        languages.registerDocumentHighlightProvider(selector, { provideDocumentHighlights }),
        languages.registerDocumentSymbolProvider(selector, { provideDocumentSymbols }),
        languages.registerFoldingRangeProvider(selector, { provideFoldingRanges }),
        languages.registerRenameProvider(selector, { prepareRename, provideRenameEdits }),
        languages.registerCompletionItemProvider(selector, { provideCompletionItems }, ' ', '.', '/')
    ];
}

function ask(method, document, position, token, more) {
    if (!connection) {
        return Promise.resolve(null);
    }

    const about = { textDocument: { uri: document.uri.toString() } };
    if (position) {
        about.position = { line: position.line, character: position.character };
    }

    return connection.request('textDocument/' + method, Object.assign(about, more), token);
}

async function provideHover(document, position, token) {
    const hover = await ask('hover', document, position, token);
    return hover && new vscode.Hover(new vscode.MarkdownString(hover.contents.value), rangeOf(hover.range));
}

async function provideDefinition(document, position, token) {
    return locationsOf(await ask('definition', document, position, token));
}

async function provideReferences(document, position, context, token) {
    return locationsOf(await ask('references', document, position, token, { context: { includeDeclaration: context.includeDeclaration } }));
}

async function provideDocumentHighlights(document, position, token) {
    const found = await ask('documentHighlight', document, position, token);
    return found && found.map(highlight => new vscode.DocumentHighlight(rangeOf(highlight.range), highlight.kind - 1));
}

async function provideDocumentSymbols(document, token) {
    const found = await ask('documentSymbol', document, null, token);
    return found && found.map(symbolOf);
}

async function provideFoldingRanges(document, context, token) {
    const found = await ask('foldingRange', document, null, token);
    return found && found.map(fold => new vscode.FoldingRange(fold.startLine, fold.endLine));
}

async function prepareRename(document, position, token) {
    const found = await ask('prepareRename', document, position, token);
    if (!found) {
        throw new Error('Only labels can be renamed.');
    }

    return { range: rangeOf(found.range), placeholder: found.placeholder };
}

async function provideRenameEdits(document, position, newName, token) {
    const found = await ask('rename', document, position, token, { newName });
    const edit = new vscode.WorkspaceEdit();
    for (const [uri, changes] of Object.entries(found ? found.changes : {})) {
        changes.forEach(change => edit.replace(vscode.Uri.parse(uri), rangeOf(change.range), change.newText));
    }

    return edit;
}

async function provideCompletionItems(document, position, token) {
    const list = await ask('completion', document, position, token);
    return list && new vscode.CompletionList(list.items.map(itemOf), list.isIncomplete);
}

// Between the protocol and VS Code: its numbers begin at 0, those of the protocol at 1.

function rangeOf(range) {
    return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

function rangeFor(range) {
    return {
        start: { line: range.start.line, character: range.start.character },
        end: { line: range.end.line, character: range.end.character }
    };
}

function locationsOf(found) {
    return found && found.map(place => new vscode.Location(vscode.Uri.parse(place.uri), rangeOf(place.range)));
}

function symbolOf(found) {
    const symbol = new vscode.DocumentSymbol(found.name, found.detail, found.kind - 1, rangeOf(found.range), rangeOf(found.selectionRange));
    symbol.children = found.children.map(symbolOf);
    return symbol;
}

function itemOf(found) {
    const item = new vscode.CompletionItem(found.label, found.kind - 1);
    item.range = rangeOf(found.textEdit.range);
    item.insertText = found.insertTextFormat === 2 ? new vscode.SnippetString(found.textEdit.newText) : found.textEdit.newText;
    item.filterText = found.filterText;
    item.sortText = found.sortText;
    item.detail = found.detail;
    item.documentation = found.documentation && new vscode.MarkdownString(found.documentation.value);
    return item;
}

// Running, tasks, debugging

function taskOf(definition, scope) {
    const words = [definition.command, ...(definition.options || []), definition.file, ...(definition.args || [])];
    const task = new vscode.Task(definition, scope || vscode.TaskScope.Workspace, definition.command + ' ' + definition.file, 'ttil', new vscode.ProcessExecution(tool(), words), ['$ttil']);
    if (definition.command !== 'run') {
        task.group = vscode.TaskGroup.Build;
    }

    return task;
}

function provideTasks() {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isOurs(editor.document)) {
        return [];
    }

    return ['run', 'check', 'compile'].map(command => taskOf({ type: 'ttil', command, file: '${file}' }, vscode.TaskScope.Workspace));
}

async function run() {
    const editor = vscode.window.activeTextEditor;
    if (editor && isOurs(editor.document) && await editor.document.save()) {
        await vscode.tasks.executeTask(taskOf({ type: 'ttil', command: 'run', file: editor.document.uri.fsPath }, vscode.TaskScope.Workspace));
    }
}

function resolveDebugConfiguration(folder, configuration) {
    const editor = vscode.window.activeTextEditor;
    if (!configuration.type && !configuration.request && editor && isOurs(editor.document)) {
        return { type: 'ttil', request: 'launch', name: 'Debug this program', program: editor.document.uri.fsPath, stopOnEntry: true };
    }

    return configuration;
}

module.exports = { activate, deactivate };
