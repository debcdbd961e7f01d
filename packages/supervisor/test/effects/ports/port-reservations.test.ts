import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { PortReservations } from '../../../src/effects/ports/port-reservations.ts';

const wish = { host: '127.0.0.1', port: 0 };

test('a reservation is kept as long as the same is wanted', async () => {
  const ports = new PortReservations();
  const first = await ports.reserve('a', wish);
  expect(first.fd).toBeGreaterThan(2);
  expect(await ports.reserve('a', wish)).toBe(first);
  const moved = await ports.reserve('a', { ...wish, port: first.port });
  expect([moved.port, ports.get('a')]).toEqual([first.port, moved]);
  ports.release('a');
  expect(ports.get('a')).toBeUndefined();
});

test('where Node cannot hold a socket, a port is checked and no descriptor is handed down', async () => {
  const ports = new PortReservations(false);
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await expect(ports.reserve('a', { ...wish, port })).rejects.toMatchObject({ code: 'port_in_use' });
  server.close();
  await once(server, 'close');
  expect(await ports.reserve('a', { ...wish, port })).toMatchObject({ port, fd: undefined });
});

test('an address that is not of this machine says so', async () => {
  const ports = new PortReservations();
  const reserving = ports.reserve('a', { host: '192.0.2.1', port: 0 });
  await expect(reserving).rejects.toMatchObject({
    code: 'process_spawn_failed',
    message: 'Port 0 on 192.0.2.1 cannot be reserved (EADDRNOTAVAIL).',
  });
});

test('P30: where Node cannot hold a socket, any port is the same one again as long as it is free', async () => {
  const ports = new PortReservations(false);
  const { port } = await ports.reserve('a', wish);
  expect(await ports.reserve('a', wish)).toMatchObject({ port });
  const squatter = net.createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const other = await ports.reserve('a', wish);
  expect(other.port).not.toBe(port);
  expect(other.port).toBeGreaterThan(0);
  squatter.close();
});

test('P30: of two that want one port in the same moment one gets it', async () => {
  const holding = new PortReservations();
  const { port } = await holding.reserve('a', wish);
  holding.release('a');
  for (const ports of [holding, new PortReservations(false)]) {
    const both = [ports.reserve('a', { ...wish, port }), ports.reserve('b', { ...wish, port })];
    const [first, second] = await Promise.allSettled(both);
    expect([first?.status, second]).toMatchObject([
      'fulfilled',
      { status: 'rejected', reason: { code: 'port_in_use' } },
    ]);
    ports.release('a');
    expect(await ports.reserve('b', { ...wish, port })).toMatchObject({ port });
    ports.release('b');
  }
});
