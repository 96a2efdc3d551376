/** Injection token of the {@link Config} of this process. */
export const CONFIG = Symbol('Config');
