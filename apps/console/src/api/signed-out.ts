const listeners = new Set<() => void>();

/** The session has ended. Whoever shows pages decides what becomes of what was typed. */
export const tellSignedOut = (): void => listeners.forEach((listener) => listener());

export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
