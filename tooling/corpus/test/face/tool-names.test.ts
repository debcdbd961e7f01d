import { describe, expect, test } from 'vitest';
import { headsOf, keyOf, namesOf, namesOfWhole, type OperationHead } from './operation-heads.ts';

/** Those whose name is not theirs alone before anything is mended: for all others nothing else can matter. */
const clashing = (heads: readonly OperationHead[]): ReadonlySet<string> => {
  const groups = Map.groupBy(heads, ({ operationId, method, path }) =>
    (operationId ?? `${method} ${path}`).replaceAll(/[^A-Za-z0-9]+/g, '_').toLowerCase(),
  );
  return new Set([...groups.values()].flatMap((group) => (group.length > 1 ? group.map((head) => keyOf(head)) : [])));
};

describe.each([
  'github.com/api.github.com',
  'stripe.com',
  'kubernetes.io',
  'microsoft.com/graph',
  'adyen.com/CheckoutService',
  'vercel.com',
  'box.com',
  'digitalocean.com',
  'notion.com',
  'openai.com',
  'slack.com',
  'spotify.com',
  'amazonaws.com/ec2',
  'amazonaws.com/s3',
  'googleapis.com/gmail',
  'googleapis.com/drive',
  'trello.com',
  'twilio.com/api',
  'jira.local',
  'atlassian.com/jira',
  'zoom.us',
  'asana.com',
  'xero.com/xero_accounting',
  'docusign.net',
  'sendgrid.com',
  'gitlab.com',
  'jellyfin.local',
])('the names of %s', (id) => {
  const heads = headsOf(id);

  test('R22: fit every client, are unique, and do not depend on other operations or their order', async () => {
    const names = await namesOf(heads);
    const all = [...names.values()];
    expect(all.length).toBe(heads.length);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((name) => !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name))).toEqual([]);
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length);
    const reversed = await namesOf(heads.toReversed());
    expect([...reversed.keys()]).not.toEqual([...names.keys()]);
    expect(reversed).toEqual(names);

    const clashes = clashing(heads);
    const steady = heads.map((head) => keyOf(head)).filter((key) => !clashes.has(key));
    expect(steady.length).toBeGreaterThan(heads.length * 0.9);
    const fewer = await namesOf(heads.filter((_, index) => index % 3 !== 0));
    expect(steady.filter((key) => fewer.has(key) && fewer.get(key) !== names.get(key))).toEqual([]);
    const more = await namesOf([{ method: 'get', path: '/added/by/a/test', operationId: 'addedByATest' }, ...heads]);
    expect(more.size).toBe(names.size + 1);
    expect(steady.filter((key) => more.get(key) !== names.get(key))).toEqual([]);
  });

  test('keep a smaller budget, too', async () => {
    const short = [...(await namesOf(heads, { nameBudget: 24 })).values()];
    expect(short.filter((name) => name.length > 24)).toEqual([]);
    expect(new Set(short.map((name) => name.toLowerCase())).size).toBe(heads.length);
  });
});

test.each(['github.com/api.github.com', 'stripe.com', 'vercel.com', 'box.com', 'slack.com'])(
  'R22: the names of %s depend on the heads of its operations only',
  async (id) => {
    expect(await namesOfWhole(id)).toEqual(await namesOf(headsOf(id)));
  },
);
