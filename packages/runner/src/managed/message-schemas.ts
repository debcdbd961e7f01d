// Owns the messages of the managed protocol as JSON Schema. The bundle puts them here as they are, so that nothing has to be loaded to know a message.
import { ChildMessage, ParentMessage } from '@mcpm/domain';
import * as z from 'zod';

/** Schemas of what is told and of what is asked. */
export interface MessageSchemas {
  readonly child: unknown;
  readonly parent: unknown;
}

/** Both; members that no message has are forbidden. */
export function messageSchemas(): MessageSchemas {
  return { child: z.toJSONSchema(ChildMessage), parent: z.toJSONSchema(ParentMessage) };
}
