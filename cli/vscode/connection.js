// Requests and notifications over the pipes of a server, framed by Content-Length. Knows nothing of VS Code.
'use strict';

const childProcess = require('child_process');

const HEADER_END = Buffer.from('\r\n\r\n');

class Connection {
    /**
     * Starts a server.
     * @param {string} command The program.
     * @param {string[]} args Its arguments.
     * @param {object} handlers onNotification(method, params), onLog(text), onEnd(reason)
     */
    constructor(command, args, handlers) {
        this.handlers = handlers;
        this.waiting = new Map();
        this.lastId = 0;
        this.received = Buffer.alloc(0);
        this.isOpen = true;
        this.process = childProcess.spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
        this.process.on('error', error => this.end(error.message));
        this.process.on('exit', code => this.end('it ended with exit code ' + code));
        this.process.stdin.on('error', error => this.end(error.message));
        this.process.stderr.on('data', data => handlers.onLog(data.toString('utf8')));
        this.process.stdout.on('data', data => this.receive(data));
    }

    /** Sends a request. The promise gives its result; a token of VS Code withdraws it. */
    request(method, params, token) {
        if (!this.isOpen) {
            return Promise.resolve(null);
        }

        const id = ++this.lastId;
        const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
        this.send({ jsonrpc: '2.0', id, method, params });
        if (token) {
            token.onCancellationRequested(() => this.notify('$/cancelRequest', { id }));
        }

        return answer;
    }

    /** Sends a notification. */
    notify(method, params) {
        if (this.isOpen) {
            this.send({ jsonrpc: '2.0', method, params });
        }
    }

    /** Ends the server in order, and by force if it does not end then. */
    async close() {
        if (!this.isOpen) {
            return;
        }

        this.isClosing = true;
        const forced = setTimeout(() => this.process.kill(), 2000);
        const ended = new Promise(resolve => this.process.on('exit', resolve));
        await this.request('shutdown', null).catch(() => null);
        this.notify('exit', null);
        await ended;
        clearTimeout(forced);
    }

    send(message) {
        const body = Buffer.from(JSON.stringify(message), 'utf8');
        this.process.stdin.write(Buffer.concat([Buffer.from('Content-Length: ' + body.length + '\r\n\r\n', 'ascii'), body]));
    }

    receive(data) {
        this.received = this.received.length === 0 ? data : Buffer.concat([this.received, data]);
        for (;;) {
            const headerEnd = this.received.indexOf(HEADER_END);
            if (headerEnd < 0) {
                return;
            }

            const bodyStart = headerEnd + HEADER_END.length;
            const length = this.lengthIn(this.received.toString('ascii', 0, headerEnd));
            if (this.received.length < bodyStart + length) {
                return;
            }

            const body = this.received.toString('utf8', bodyStart, bodyStart + length);
            this.received = this.received.subarray(bodyStart + length);
            this.dispatch(JSON.parse(body));
        }
    }

    lengthIn(header) {
        for (const line of header.split('\r\n')) {
            const colon = line.indexOf(':');
            if (colon >= 0 && line.slice(0, colon).toLowerCase() === 'content-length') {
                return Number(line.slice(colon + 1));
            }
        }

        throw new Error('a message without its length');
    }

    dispatch(message) {
        if (message.method !== undefined) {
            this.handlers.onNotification(message.method, message.params);
            return;
        }

        const waiting = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (!waiting) {
            return;
        }

        if (message.error) {
            waiting.reject(new Error(message.error.message));
        } else {
            waiting.resolve(message.result);
        }
    }

    end(reason) {
        if (!this.isOpen) {
            return;
        }

        this.isOpen = false;
        for (const waiting of this.waiting.values()) {
            waiting.resolve(null);
        }

        this.waiting.clear();
        this.handlers.onEnd(reason, this.isClosing === true);
    }
}

module.exports = { Connection };
