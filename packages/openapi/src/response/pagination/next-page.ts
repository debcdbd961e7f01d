// Owns whether an answer has a next page and how it is asked for.
import type { HttpRequest } from '../../request/build-request.ts';
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { readAnswer } from '../read-answer.ts';
import { parseSpan } from '../json/json-span.ts';
import type { HttpResponse } from '../http-response.ts';
import { followCount } from './next-count.ts';
import { followLink, linkInBody, linkInHeader } from './next-link.ts';
import { followLastId, followToken } from './next-token.ts';
import { readFacts, saysMore } from './page-facts.ts';

/** The page after an answer, or why it is not asked for. */
export type NextPage =
  | {
      readonly request: HttpRequest;
      /** The API says that there is one; otherwise it is only likely, because this page is full. */
      readonly certain: boolean;
    }
  | { readonly refused: string };

/**
 * The page after this answer; `undefined` if there is none or none is recognised. Only for operations that change nothing, and for success in text. In this order: a `Link` header
 * with `rel="next"`; a URL in the body (`next`, `links.next`, `@odata.nextLink`); a token in the body for which the operation has a parameter (`next_cursor`,
 * `nextPageToken`, `metadata.continue`); `has_more` and the id of the last item; a page number or an offset, by what the answer says of totals, or because the page is
 * full. Links to other origins are refused. Pure.
 */
export function nextPage(plan: ToolPlan, request: HttpRequest, response: HttpResponse): NextPage | undefined {
  if (!plan.annotations.readOnlyHint || response.status < 200 || response.status > 299) return undefined;
  const answer = readAnswer(plan, response);
  if (answer.kind !== 'text') return undefined;
  const header = linkInHeader(response.headers);
  if (header !== undefined) return linked(plan, request, header);
  if (!canTurn(plan, answer.text)) return undefined;
  const root = answer.json ? parseSpan(answer.text) : undefined;
  if (root === undefined) return undefined;
  const facts = readFacts(root, response.headers);
  if (saysMore(facts) === false) return undefined;
  const link = linkInBody(facts);
  if (link !== undefined) return linked(plan, request, link);
  const named = followToken(plan, request, facts);
  if (named === 'end') return undefined;
  const following = named ?? followLastId(plan, request, facts);
  return following === undefined ? followCount(plan, request, facts) : { request: following, certain: true };
}

/** Where an operation takes nothing that could say which page is meant, only a link leads on. */
function canTurn({ request: { parameters, body } }: ToolPlan, text: string): boolean {
  return body !== undefined || parameters.some((parameter) => parameter.in !== 'path') || /next|link/i.test(text);
}

function linked(plan: ToolPlan, request: HttpRequest, link: string): NextPage | undefined {
  const following = followLink(plan, request, link);
  if ('refused' in following) return following;
  return following.url === request.url ? undefined : { request: following, certain: true };
}
