/** `things` by each of the keys that one has, in their order. */
export function groupsOf<T>(things: Iterable<T>, keysOf: (thing: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things)
    for (const key of keysOf(thing)) {
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [thing]);
      else known.push(thing);
    }
  return groups;
}

/** Every name that `name` lies under, itself included: `a.b.c`, `b.c`, `c`. */
export function suffixesOf(name: string): string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
