// A web server that takes the listening socket it is handed, and finishes what it has begun when it is asked to leave.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end(`served by ${process.pid}\n`));
server.listen({ fd: Number(process.env['MCPM_LISTEN_FD']) });
process.stdin.resume().on('end', () => server.close(() => process.exit(0)));
