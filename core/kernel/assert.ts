/** Stops the program on a state that cannot be: a bug of ours, never bad input. Nobody catches it to go on. */
export function assert(condition: unknown, message: string): asserts condition {
  if (condition !== true && !condition) throw new Error(`assertion failed: ${message}`);
}

/** Closes an exhaustive switch: reached only when a union grew and a switch did not. */
export function assertNever(value: never): never {
  throw new Error(`assertion failed: unreachable value ${JSON.stringify(value)}`);
}

/** Narrows away `undefined` and `null` where the surrounding code guarantees a value. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`assertion failed: ${what} is absent`);
  return value;
}
