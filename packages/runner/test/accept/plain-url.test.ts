import { RunnerOptions } from '@mcpm/domain';
import { CfWorkerJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
import { expect, test } from 'vitest';
import { compileAccept } from '../../src/accept/compile-accept.ts';

const accepts = compileAccept({ type: 'string', format: 'uri' });

test.each([
  'http://127.0.0.1:34567',
  'https://api.example.com',
  'https://api.example.com:8443/v1/pets',
  'http://localhost:8080/',
  'http://my-host/a_b~c/d.e-f',
])('%s is surely a URL', (url) => {
  expect(accepts(url)).toBe(true);
});

test('what is accepted is one for the validator, for the options and for the URL parser too', () => {
  const schema = { type: 'string', format: 'uri' } as const;
  const validate = new CfWorkerJsonSchemaValidator({ draft: '2020-12' }).getValidator(schema);
  const hosts = [
    'a',
    'a.b',
    '1.2.3.4',
    '1.2.3',
    '1.2.3.4.5',
    'a.1',
    '0x7f.1',
    'xn--a',
    'a..b',
    '-a',
    'a-',
    '256.1.1.1',
    'A',
  ];
  const ports = ['', ':', ':0', ':1', ':65535', ':65536', ':99999', ':080'];
  const rests = ['', '/', '/a', '/%', '?a', '#a', '/a b', '\\', '/\u{1f600}'];
  let accepted = 0;
  for (const scheme of ['http://', 'https://', 'ftp://', 'http:/', 'http:'])
    for (const host of hosts)
      for (const port of ports)
        for (const rest of rests) {
          const url = `${scheme}${host}${port}${rest}`;
          if (!accepts(url)) continue;
          accepted += 1;
          expect({ url, valid: validate(url).valid, parsed: URL.canParse(url) }).toEqual({
            url,
            valid: true,
            parsed: true,
          });
          expect(RunnerOptions.shape.baseUrl.safeParse(url)).toEqual({ success: true, data: url });
        }
  expect(accepted).toBeGreaterThan(20);
});
