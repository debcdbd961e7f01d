import { describe, expect, it } from 'vitest';
import type { ToolPlan } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const scopes = { read: 'Read' };
const securitySchemes = {
  app: {
    type: 'oauth2',
    deprecated: true,
    oauth2MetadataUrl: '/.well-known/oauth-authorization-server',
    flows: {
      authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'token', refreshUrl: 'https://id/refresh', scopes },
      deviceAuthorization: { deviceAuthorizationUrl: 'https://d', tokenUrl: 'https://id/device', scopes },
      clientCredentials: { tokenUrl: 'https://id/token', scopes },
      implicit: { authorizationUrl: 'https://a', scopes },
      sideways: { tokenUrl: 'https://id/x' },
    },
  },
  openid: { type: 'openIdConnect', openIdConnectUrl: 'https://id/.well-known/openid-configuration' },
  broken: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'http://', scopes: 7 }, password: 'no' } },
};

async function schemesOf(security: unknown): Promise<ToolPlan['request']['security']> {
  const plan = await planOf({ security }, { rest: { components: { securitySchemes } } });
  return plan.request.security;
}

describe('a security requirement', () => {
  it('R30: keeps where the tokens of an OAuth2 scheme come from and which scopes are needed', async () => {
    expect(await schemesOf([{ app: ['read', 'write'] }])).toEqual([
      [
        {
          scheme: 'app',
          type: 'oauth2',
          metadataUrl: 'https://api.example.com/.well-known/oauth-authorization-server',
          scopes: ['read', 'write'],
          flows: [
            { grant: 'clientCredentials', tokenUrl: 'https://id/token' },
            {
              grant: 'authorizationCode',
              tokenUrl: 'https://api.example.com/token',
              refreshUrl: 'https://id/refresh',
            },
            { grant: 'deviceAuthorization', tokenUrl: 'https://id/device' },
            { grant: 'implicit' },
          ],
        },
      ],
    ]);
  });

  it('keeps the discovery document of OpenID Connect, and survives flows that are none', async () => {
    const metadataUrl = 'https://id/.well-known/openid-configuration';
    expect(await schemesOf([{ openid: [], broken: [] }])).toEqual([
      [
        { scheme: 'openid', type: 'openIdConnect', flows: [], scopes: [], metadataUrl },
        { scheme: 'broken', type: 'oauth2', flows: [{ grant: 'clientCredentials' }], scopes: [] },
      ],
    ]);
  });

  it('keeps the one flow of Swagger 2.0', async () => {
    for (const [flow, grant] of [
      ['application', 'clientCredentials'],
      ['accessCode', 'authorizationCode'],
    ]) {
      const app = { type: 'oauth2', flow, tokenUrl: 'https://id/token', authorizationUrl: 'https://id', scopes };
      const { plans } = await compileValue({
        swagger: '2.0',
        info: { title: 'Old', version: '1' },
        host: 'api.example.com',
        securityDefinitions: { app },
        paths: { '/things': { get: { security: [{ app: ['read'] }], responses: {} } } },
      });
      expect(plans[0]?.request.security).toEqual([
        [{ scheme: 'app', type: 'oauth2', flows: [{ grant, tokenUrl: 'https://id/token' }], scopes: ['read'] }],
      ]);
    }
  });

  it('that is not an object never opens an operation to everybody', async () => {
    const get = { security: [null, 'app'], responses: {} };
    const compiled = await compileValue(documentOf({ '/things': { get } }, { components: { securitySchemes } }));
    expect(compiled.plans[0]?.request.security).toEqual([]);
    expect(compiled.warnings.map(({ pointer }) => pointer)).toEqual([
      '/paths/~1things/get/security/0',
      '/paths/~1things/get/security/1',
    ]);
  });

  it('of the document is shared by the operations that have none', async () => {
    const [get, put] = [{ responses: {} }, { responses: {}, security: [] }];
    const rest = { components: { securitySchemes }, security: [{ app: [] }] };
    const { plans } = await compileValue(documentOf({ '/a': { get }, '/b': { get, put } }, rest));
    expect(plans[0]?.request.security).toBe(plans[1]?.request.security);
    expect(plans[2]?.request.security).toEqual([]);
  });
});
