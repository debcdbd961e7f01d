import { describe, expect, it } from 'vitest';
import { routes, type Route } from '../../src/contract/index.ts';
import { createHandlers } from '../../src/routes/handlers.ts';
import { fakeWorld, openApi } from '../open-api.ts';

const table: [string, Route][] = Object.entries(routes);

/** Every value of `{…}` filled with something that is there or not. */
const fill = (path: string): string => path.replaceAll(/\{\w+\}/g, 'petstore');

describe('the table of routes', () => {
  it.each(table)('%s is served', async (_name, route) => {
    const { app } = await openApi();
    const answer = await app.inject({ method: route.method, url: fill(route.path) });
    expect(answer.json().code).not.toBe('route_not_found');
    expect(answer.statusCode).toBe(route.role === 'public' ? (route.body ? 400 : 200) : 401);
  });

  it.each(table)('%s is in the OpenAPI document under its name', async (name, route) => {
    const { app } = await openApi();
    const { paths } = (await app.inject('/openapi.json')).json();
    const operation = paths[route.path][route.method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: name, summary: route.summary, tags: [route.tag] });
    expect(Object.keys(operation.responses)).toContain(String(route.status));
    for (const code of route.errors) expect(JSON.stringify(operation.responses)).toContain(`\`${code}\``);
  });

  it.each(Object.entries(createHandlers(fakeWorld().services, { secureCookie: false })))(
    'the handler of %s has at most ten lines',
    (_name, handler) => {
      expect(handler.toString().split('\n').length).toBeLessThanOrEqual(10);
    },
  );
});
