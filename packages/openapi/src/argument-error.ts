// The one error of arguments that cannot become a request.

/** Thrown by `buildRequest`; the message is written for the model that sent the arguments, so that it can correct itself. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
  /** The argument at fault; absent when the fault is not in one argument (no base URL). */
  readonly argument: string | undefined;

  constructor(message: string, argument?: string) {
    super(message);
    this.argument = argument;
  }
}
