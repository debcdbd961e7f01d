// Makes arguments of parameters: what models read of them, and how they are sent.
import type { JsonSchema } from '../ir/schema/json-schema.ts';
import type { Parameter } from '../ir/operation.ts';
import { PlainTexts } from '../ir/words/plain-texts.ts';
import { describeParameter } from './descriptions.ts';
import type { PlannedParameter } from './tool-plan.ts';

/** One argument of a tool. */
export interface PlannedArgument {
  readonly schema: JsonSchema;
  readonly parameter: PlannedParameter;
}

/** Plans the arguments of all tools of one document; what operations share is planned once. */
export class ArgumentPlanner {
  readonly #texts = new PlainTexts();
  readonly #planned = new Map<Parameter, Map<string, PlannedArgument>>();

  /** The argument `key` that carries this parameter; the same object for the same parameter and key. */
  plan(parameter: Parameter, key: string): PlannedArgument {
    let byKey = this.#planned.get(parameter);
    if (!byKey) this.#planned.set(parameter, (byKey = new Map()));
    let planned = byKey.get(key);
    if (!planned) byKey.set(key, (planned = this.#make(parameter, key)));
    return planned;
  }

  #make(parameter: Parameter, key: string): PlannedArgument {
    const { description: _own, deprecated, ...sent } = parameter;
    const description = describeParameter(parameter, key, this.#texts);
    return {
      schema: {
        ...parameter.schema,
        ...(description === undefined ? {} : { description }),
        ...(deprecated ? { deprecated: true } : {}),
      },
      parameter: { ...sent, argument: key },
    };
  }
}
