// As much of VS Code as the extension sees, and a user who does one thing after the other. Prints what he gets as JSON.
// Arguments: the folder of the extension, ttil, the full path of a program.
'use strict';

const Module = require('module');
const fs = require('fs');
const path = require('path');
const url = require('url');

const [extensionFolder, ttil, program] = process.argv.slice(2);

class Position {
    constructor(line, character) {
        this.line = line;
        this.character = character;
    }
}

class Range {
    constructor(startLine, startCharacter, endLine, endCharacter) {
        this.start = new Position(startLine, startCharacter);
        this.end = new Position(endLine, endCharacter);
    }
}

class Uri {
    constructor(text) {
        this.text = text;
    }

    static parse(text) {
        return new Uri(text);
    }

    get fsPath() {
        return url.fileURLToPath(this.text);
    }

    toString() {
        return this.text;
    }
}

class WorkspaceEdit {
    constructor() {
        this.edits = [];
    }

    replace(uri, range, text) {
        this.edits.push({ uri: uri.toString(), range, text });
    }
}

/** A class of VS Code that only keeps what it is made of. */
function record(...names) {
    return class {
        constructor(...values) {
            names.forEach((name, index) => this[name] = values[index]);
        }
    };
}

const providers = {};
const handlers = {};
const commands = {};
const published = new Map();
const executed = [];
const errors = [];
let onPublished = () => undefined;

const document = {
    uri: Uri.parse(url.pathToFileURL(program).toString()),
    languageId: 'ttvm',
    version: 1,
    text: fs.readFileSync(program, 'utf8'),
    getText() {
        return this.text;
    },
    save: () => Promise.resolve(true)
};

const disposable = { dispose: () => undefined };
const keep = name => (handler) => {
    handlers[name] = handler;
    return disposable;
};
const provide = name => (selector, provider) => {
    providers[name] = provider;
    return disposable;
};

const vscode = {
    Range,
    Uri,
    WorkspaceEdit,
    Diagnostic: record('range', 'message', 'severity'),
    Hover: record('contents', 'range'),
    MarkdownString: record('value'),
    Location: record('uri', 'range'),
    DocumentHighlight: record('range', 'kind'),
    DocumentSymbol: record('name', 'detail', 'kind', 'range', 'selectionRange'),
    FoldingRange: record('start', 'end'),
    CompletionItem: record('label', 'kind'),
    CompletionList: record('items', 'isIncomplete'),
    SnippetString: record('value'),
    Task: record('definition', 'scope', 'name', 'source', 'execution', 'problemMatchers'),
    ProcessExecution: record('process', 'args'),
    DebugAdapterExecutable: record('command', 'args'),
    TaskScope: { Workspace: 2 },
    TaskGroup: { Build: 'build' },
    window: {
        activeTextEditor: { document },
        createOutputChannel: () => ({ append: text => errors.push(text), appendLine: text => errors.push(text), dispose: () => undefined }),
        showErrorMessage: text => errors.push(text)
    },
    workspace: {
        textDocuments: [document],
        workspaceFolders: [{ uri: Uri.parse(url.pathToFileURL(path.dirname(program)).toString()), name: 'folder' }],
        getConfiguration: () => ({ get: name => name === 'path' ? ttil : [] }),
        onDidOpenTextDocument: keep('open'),
        onDidChangeTextDocument: keep('change'),
        onDidCloseTextDocument: keep('close'),
        onDidSaveTextDocument: keep('save'),
        onDidChangeWorkspaceFolders: keep('folders'),
        onDidChangeConfiguration: keep('configuration')
    },
    languages: {
        createDiagnosticCollection: () => ({
            set: (uri, found) => {
                published.set(uri.toString(), found);
                onPublished(found);
            },
            clear: () => published.clear(),
            dispose: () => undefined
        }),
        registerHoverProvider: provide('hover'),
        registerDefinitionProvider: provide('definition'),
        registerReferenceProvider: provide('references'),
        registerDocumentHighlightProvider: provide('highlights'),
        registerDocumentSymbolProvider: provide('symbols'),
        registerFoldingRangeProvider: provide('folds'),
        registerRenameProvider: provide('rename'),
        registerCompletionItemProvider: provide('completion')
    },
    commands: {
        registerCommand: (name, command) => {
            commands[name] = command;
            return disposable;
        }
    },
    tasks: {
        registerTaskProvider: (type, provider) => {
            providers.tasks = provider;
            return disposable;
        },
        executeTask: task => executed.push(task)
    },
    debug: {
        registerDebugAdapterDescriptorFactory: (type, factory) => {
            providers.adapter = factory;
            return disposable;
        },
        registerDebugConfigurationProvider: (type, provider) => {
            providers.configuration = provider;
            return disposable;
        }
    }
};

const load = Module._load;
Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);

function nextDiagnostics() {
    return new Promise(resolve => onPublished = resolve);
}

async function refusal(promise) {
    try {
        await promise;
        return null;
    } catch (error) {
        return error.message;
    }
}

async function main() {
    const extension = require(path.join(extensionFolder, 'extension.js'));
    const result = {};
    const first = nextDiagnostics();
    await extension.activate({ subscriptions: [] });
    result.first = await first;

    const second = nextDiagnostics();
    document.version = 2;
    handlers.change({ document, contentChanges: [{ range: new Range(0, 0, 0, 0), text: '; one more line\n' }] });
    result.second = await second;

    const place = new Position(2, 6);
    result.hover = await providers.hover.provideHover(document, place);
    result.definition = await providers.definition.provideDefinition(document, place);
    result.references = await providers.references.provideReferences(document, place, { includeDeclaration: true });
    result.highlights = await providers.highlights.provideDocumentHighlights(document, place);
    result.symbols = await providers.symbols.provideDocumentSymbols(document);
    result.folds = await providers.folds.provideFoldingRanges(document, {});
    result.prepared = await providers.rename.prepareRename(document, place);
    result.notPrepared = await refusal(providers.rename.prepareRename(document, new Position(1, 1)));
    result.renamed = (await providers.rename.provideRenameEdits(document, place, 'other')).edits;
    result.refused = await refusal(providers.rename.provideRenameEdits(document, place, '5'));
    result.completion = await providers.completion.provideCompletionItems(document, place);
    result.tasks = providers.tasks.provideTasks();
    result.resolvedTask = providers.tasks.resolveTask({ definition: { type: 'ttil', command: 'run', file: 'a.ttvm', options: ['-O2'], args: ['x'] } });
    result.adapter = providers.adapter.createDebugAdapterDescriptor();
    result.configuration = providers.configuration.resolveDebugConfiguration(undefined, {});
    await commands['ttil.run']();
    result.executed = executed;

    const third = nextDiagnostics();
    await commands['ttil.restartServer']();
    result.third = await third;
    handlers.save(document);
    handlers.close(document);
    handlers.folders({ added: [], removed: [] });
    await extension.deactivate();
    result.commands = Object.keys(commands);
    result.errors = errors;
    console.log(JSON.stringify(result));
}

main().catch(error => {
    console.error(error);
    process.exitCode = 1;
});
