import { beforeAll, describe, expect, test } from 'vitest';
import { compileDocument, loadSearch, openSearch, type OperationSearch } from '../../src/index.ts';

const operation = (operationId: string | undefined, more: object = {}): object => ({
  ...(operationId === undefined ? {} : { operationId }),
  responses: {},
  ...more,
});

const paths = {
  '/pets': {
    get: operation('listPets', { summary: 'List pets', tags: ['Pets'] }),
    post: operation('createPet', { summary: 'Create a pet', tags: ['Pets'] }),
    delete: operation('deletePets', { summary: 'Delete all pets', tags: ['Pets'] }),
  },
  '/pets/{id}': {
    get: operation('showPet', { summary: 'Info for one pet', tags: ['Pets'] }),
    patch: operation('updatePet', { summary: 'Change a pet', tags: ['Pets'] }),
    delete: operation('deletePet', { summary: 'Delete a pet', tags: ['Pets', 'Dangerous'] }),
  },
  '/pets/{id}/photos': { post: operation('pets/add-photo', { tags: ['Pets'] }) },
  '/pets/{id}/owner': { get: operation('getOwner', { tags: ['Pets'], description: 'The person a pet belongs to.' }) },
  '/v1/legacy/pets': { get: operation('oldPets', { summary: 'List pets', deprecated: true }) },
  '/v1/visits': {
    get: operation(undefined),
    post: operation(undefined, {
      requestBody: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              description: 'An appointment with a vet.',
              properties: { urgency: { enum: ['emergency', 'routine'] } },
            },
          },
        },
      },
    }),
  },
};

let search: OperationSearch;

beforeAll(async () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Clinic', version: '1' },
    servers: [{ url: 'https://a.example' }],
    paths,
  };
  search = await openSearch((await compileDocument({ text: JSON.stringify(document) })).plans);
});

const first = (question: string): string | undefined => search.search(question, { limit: 1 })[0]?.name;

describe('a question', () => {
  test.each([
    ['list pets', 'listPets'],
    ['see all of the pets', 'listPets'],
    ['create a pet', 'createPet'],
    ['how do I add a new pet?', 'createPet'],
    ['edit a pet', 'updatePet'],
    ['remove a pet', 'deletePet'],
    ['remove all the pets', 'deletePets'],
    ['get rid of a pet', 'deletePet'],
    ['attach a picture', 'pets_add-photo'],
    ['who is the person a pet belongs to', 'getOwner'],
    ['book an appointment', 'post_v1_visits'],
    ['emergency', 'post_v1_visits'],
    ['wisits', 'get_v1_visits'],
    ['phot', 'pets_add-photo'],
  ])('%s → %s', (question, name) => expect(first(question)).toBe(name));

  test('finds what is deprecated after what is not', () => {
    const names = search.search('list pets', { limit: 9 }).map(({ name }) => name);
    expect(names.indexOf('oldPets')).toBeGreaterThan(names.indexOf('listPets'));
  });

  test.each(['', '   ', 'how do I', '???', 'qqqqqq'])('of nothing (%j) finds nothing', (question) => {
    expect(search.search(question, { limit: 5 })).toEqual([]);
  });

  test('answers with at most as many operations as asked for, of the group asked for', () => {
    expect(search.search('pet', { limit: 2 })).toHaveLength(2);
    expect(search.search('pet', { limit: 9, group: 'dangerous' })).toEqual([
      { name: 'deletePet', route: 'DELETE /pets/{id}' },
    ]);
    expect(search.search('pet', { limit: 9, group: 'nothing' })).toEqual([]);
  });
});

describe('a name or a route', () => {
  test.each([
    ['showPet', 'showPet'],
    ['SHOWPET', 'showPet'],
    ['pets/add-photo', 'pets_add-photo'],
    ['GET /pets/{id}', 'showPet'],
    ['patch /pets/17', 'updatePet'],
    ['/pets/17/owner?full=true', 'getOwner'],
    ['/v1/visits/', 'get_v1_visits'],
    ['DELETE /pets', 'deletePets'],
  ])('%s finds it first', (question, name) => expect(first(question)).toBe(name));

  test('a path without a method finds every operation on it before anything else', () => {
    const names = search.search('/pets/{id}', { limit: 3 }).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['showPet', 'updatePet', 'deletePet']));
  });
});

describe('groups', () => {
  test('are the tags, and for what has none the first telling segment of the path', () => {
    expect(search.groups()).toEqual([
      { name: 'Pets', operations: 8 },
      { name: 'Dangerous', operations: 1 },
      { name: 'legacy', operations: 1 },
      { name: 'visits', operations: 2 },
    ]);
  });

  test('show their operations in the order of the document', () => {
    expect(search.ofGroup(' VISITS ').map(({ route }) => route)).toEqual(['GET /v1/visits', 'POST /v1/visits']);
    expect(search.ofGroup('nothing')).toEqual([]);
  });
});

describe('a document whose operations have short descriptions and no titles', () => {
  const said = (operationId: string, description: string): object => ({
    post: operation(operationId, { description }),
  });
  const slackLike = {
    '/chat.deleteScheduledMessage': said('chat_deleteScheduledMessage', 'Deletes a pending message from the queue.'),
    '/search.messages': said('search_messages', 'Searches for messages matching a query.'),
    '/chat.meMessage': said('chat_meMessage', 'Share a me message into a channel.'),
    '/chat.postMessage': said('chat_postMessage', 'Sends a message to a channel.'),
    '/chat.delete': said('chat_delete', 'Deletes a message.'),
    '/files.delete': said('files_delete', 'Deletes a file.'),
  };

  test('is searched by them as by titles', async () => {
    const document = { openapi: '3.1.0', info: { title: 'Chat', version: '1' }, paths: slackLike };
    const { plans } = await compileDocument({ text: JSON.stringify(document) }, { baseUrl: 'https://a.example' });
    const found = (await openSearch(plans)).search('delete a message', { limit: 2 });
    expect(found.map(({ name }) => name)).toContain('chat_delete');
  });
});

test('a large document is indexed in slices, between which everything else goes on', async () => {
  const document = { openapi: '3.1.0', info: { title: 'Clinic', version: '1' }, paths };
  const { plans } = await compileDocument({ text: JSON.stringify(document) }, { baseUrl: 'https://a.example' });
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    again = setImmediate(turn);
  };
  let again = setImmediate(turn);
  await openSearch(Array.from({ length: 100 }, () => plans).flat());
  clearImmediate(again);
  expect(turns).toBeGreaterThan(10);
});

describe('kept', () => {
  test('and loaded again it answers the same', async () => {
    const loaded = await loadSearch(JSON.parse(JSON.stringify(search)));
    for (const question of ['remove a pet', 'wisits', '/pets', 'emergency'])
      expect(loaded?.search(question, { limit: 9 })).toEqual(search.search(question, { limit: 9 }));
    expect(loaded?.groups()).toEqual(search.groups());
  });

  test.each([undefined, null, 'text', {}, { mcpmSearch: 0 }])('anything else (%j) is not loaded', async (kept) => {
    expect(await loadSearch(kept)).toBeUndefined();
  });
});
