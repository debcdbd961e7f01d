// Answers every HTTP request with its pid after 5 ms, on the inherited descriptor MCPM_LISTEN_FD or on PORT; asked to end, it answers what it has begun first.
import { createServer } from 'node:http';
import { live } from './notes.mjs';

const { MCPM_LISTEN_FD: fd, PORT } = process.env;
const server = createServer((_request, response) => setTimeout(() => response.end(String(process.pid)), 5));
const leave = () => server.close(() => process.exit(0));
server.listen(fd === undefined ? { port: Number(PORT), host: '127.0.0.1' } : { fd: Number(fd) }, () => live(leave));
