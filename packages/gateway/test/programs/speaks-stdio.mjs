// A server on stdio, of both eras, that also prints a line that is no message.
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { makeServer } from './tools.mjs';

process.stdout.write('Welcome to a chatty server\n');
serveStdio(makeServer);
