import { describe, expect, test } from 'vitest';
import { cutWords, isEmptyWord, stem } from '../../src/search/words.ts';

describe('cutWords', () => {
  test.each([
    ['createPullRequest', ['create', 'pull', 'request']],
    ['create_pull-request', ['create', 'pull', 'request']],
    ['/repos/{owner}/pulls', ['repos', 'owner', 'pulls']],
    ['readCoreV1NamespacedPodLog', ['read', 'core', 'v1', 'namespaced', 'pod', 'log']],
    ['HTTPServerURL', ['http', 'server', 'url']],
    ["the user's cafés", ['the', 'user', 'cafes']],
    ['<p>A <b>bold</b> [link](https://example.com/x) here</p>', ['a', 'bold', 'link', 'here']],
    ['ペットを一覧', ['ペットを一覧'.normalize('NFKD').replaceAll(/\p{M}/gu, '')]],
    ['', []],
  ])('%s', (text, words) => expect(cutWords(text)).toEqual(words));
});

describe('stem', () => {
  test.each([
    ['repository', 'repositories'],
    ['merge', 'merges', 'merged', 'merging'],
    ['cancel', 'cancels', 'cancelled', 'canceled', 'cancelling'],
    ['stop', 'stopped', 'stopping'],
    ['address', 'addresses'],
    ['box', 'boxes'],
    ['call', 'called', 'calling'],
    ['namespace', 'namespaced', 'namespaces'],
    ['retry', 'retries', 'retried'],
  ])('the forms of %s have one stem', (...forms) => expect(new Set(forms.map(stem)).size).toBe(1));

  test.each([
    ['status', 'state'],
    ['release', 'real'],
    ['user', 'use'],
    ['thing', 'th'],
  ])('%s and %s stay apart', (left, right) => expect(stem(left)).not.toBe(stem(right)));
});

test('words that ask are empty, words that name are not', () => {
  expect(['how', 'do', 'i', 'the', 'someone'].every(isEmptyWord)).toBe(true);
  expect(['list', 'all', 'user', 'delete'].some(isEmptyWord)).toBe(false);
});
