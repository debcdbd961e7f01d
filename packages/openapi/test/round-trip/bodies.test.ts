import { expect, test } from 'vitest';
import { binaryBody, jsonBody, textBody } from './body-cases.ts';
import { findMismatch } from './find-mismatch.ts';
import { deepForm } from './deep-cases.ts';
import { urlencodedBody } from './form-cases.ts';
import { multipartBody } from './multipart-cases.ts';
import { xmlBody } from './xml-cases.ts';

test('R3: 1,000 random JSON bodies are read back as they were given, digit by digit', async () => {
  expect(await findMismatch(jsonBody, 1_000)).toBeUndefined();
});

test('R3: 1,000 random urlencoded bodies are read back as they were given', async () => {
  expect(await findMismatch(urlencodedBody, 1_000)).toBeUndefined();
});

test('R3: 500 random urlencoded bodies of deep objects are read by qs as they were given', async () => {
  expect(await findMismatch(deepForm, 500)).toBeUndefined();
});

test('R3: 1,000 random multipart bodies are read by busboy as they were given', async () => {
  expect(await findMismatch(multipartBody, 1_000)).toBeUndefined();
});

test('R3: 600 random XML bodies are read by an XML parser as they were given', async () => {
  expect(await findMismatch(xmlBody, 600)).toBeUndefined();
});

test('R3: 400 random texts and 400 random files as bodies are read back as they were given', async () => {
  expect(await findMismatch(textBody, 400)).toBeUndefined();
  expect(await findMismatch(binaryBody, 400)).toBeUndefined();
});
