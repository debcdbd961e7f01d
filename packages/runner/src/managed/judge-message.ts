// Owns the judgement of the schemas on messages that do not plainly fit.
import { ChildMessage, ParentMessage } from '@mcpm/domain';

/** The message without what does not belong to it. Throws where it is none of the protocol. */
export function judgeTold(message: ChildMessage): ChildMessage {
  return ChildMessage.parse(message);
}

/** The message, or what is wrong with it. */
export function judgeAsked(raw: unknown): ParentMessage | { readonly complaint: string } {
  const parsed = ParentMessage.safeParse(raw);
  return parsed.success ? parsed.data : { complaint: parsed.error.issues[0]?.message ?? 'unknown type' };
}
