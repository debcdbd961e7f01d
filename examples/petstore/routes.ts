// Owns the operations of `petstore.yaml` as routes over the shop.
import type { FastifyInstance } from 'fastify';
import { Refusal } from './problem.ts';
import { petStatuses, type NewOrder, type NewPet, type Pet, type PetFilter, type Shop } from './shop.ts';

/** The key that opens `getInventory`, shown as the header `X-Store-Key`. */
export const STORE_KEY = 'petstore-demo-key';

const id = { type: 'integer', minimum: 1 };
const tags = { type: 'array', items: { type: 'string' } };
const status = { enum: petStatuses };
const petId = { type: 'object', properties: { petId: id } };
const orderId = { type: 'object', properties: { orderId: id } };
const limit = { type: 'integer', minimum: 1, maximum: 100, default: 20 };
const petFilter = { type: 'object', properties: { status, tags, limit } };
const idempotency = {
  type: 'object',
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 64 } },
};
const newPet = {
  type: 'object',
  required: ['name', 'status'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 80 },
    status,
    tags,
    bornOn: { type: 'string', format: 'date', nullable: true },
  },
};
const newOrder = {
  type: 'object',
  required: ['petId'],
  properties: { petId: id, note: { type: 'string', maxLength: 200 }, shipAt: { type: 'string', format: 'date-time' } },
};

interface WithPetId {
  Params: { petId: number };
}

/** Adds every operation to a server. */
export function addRoutes(server: FastifyInstance, shop: Shop): void {
  addPets(server, shop);
  addOrders(server, shop);
}

function addPets(server: FastifyInstance, shop: Shop): void {
  const createdByKey = new Map<string, Pet>();
  server.get<{ Querystring: PetFilter }>('/pets', { schema: { querystring: petFilter } }, ({ query }) =>
    shop.pets(query),
  );
  server.post<{ Body: NewPet; Headers: { 'idempotency-key'?: string } }>(
    '/pets',
    { schema: { body: newPet, headers: idempotency } },
    ({ body, headers: { 'idempotency-key': key } }, reply) => {
      const pet = (key === undefined ? undefined : createdByKey.get(key)) ?? shop.addPet(body);
      if (key !== undefined) createdByKey.set(key, pet);
      return reply.code(201).send(pet);
    },
  );
  server.get<WithPetId>('/pets/:petId', { schema: { params: petId } }, ({ params }) => shop.pet(params.petId));
  server.put<WithPetId & { Body: NewPet }>(
    '/pets/:petId',
    { schema: { params: petId, body: newPet } },
    ({ params, body }) => shop.replacePet(params.petId, body),
  );
  server.delete<WithPetId>('/pets/:petId', { schema: { params: petId } }, ({ params }, reply) => {
    shop.removePet(params.petId);
    return reply.code(204).send();
  });
  server.get<WithPetId>('/pets/:petId/photo', { schema: { params: petId } }, ({ params }, reply) => {
    shop.pet(params.petId);
    return reply.type('image/png').send(photo());
  });
}

function addOrders(server: FastifyInstance, shop: Shop): void {
  server.post<{ Body: NewOrder }>('/orders', { schema: { body: newOrder } }, ({ body }, reply) =>
    reply.code(201).send(shop.placeOrder(body)),
  );
  server.get<{ Params: { orderId: number } }>('/orders/:orderId', { schema: { params: orderId } }, ({ params }) =>
    shop.order(params.orderId),
  );
  server.get('/inventory', ({ headers }) => {
    if (headers['x-store-key'] !== STORE_KEY) throw new Refusal(401, 'The header X-Store-Key is missing or wrong');
    return shop.inventory();
  });
}

/** A PNG of one pixel. */
function photo(): Buffer {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
}
