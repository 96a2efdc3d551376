import type { Request } from 'express';

/** What of Express's router is needed here; its types leave `match` out. */
interface Layer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}

/** The methods that some route takes at the address of a request; none where there is nothing. */
export function methodsAt({ app, path }: Request): string[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  const methods = stack.flatMap((layer) =>
    layer.route !== undefined && layer.match(path) ? Object.keys(layer.route.methods) : [],
  );
  // Middleware stands in the router as a route of every method.
  const named = new Set(methods.filter((method) => method !== '_all').map((method) => method.toUpperCase()));
  return [...(named.has('GET') ? named.add('HEAD') : named)];
}
