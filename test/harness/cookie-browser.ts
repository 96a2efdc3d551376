/** What a browser does with addresses and cookies, without its rules for sites; for what a real one would not do. */
export class CookieBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** One request; a redirect is not followed. */
  async go(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const kept = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, kept);
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) kept.delete(name);
      else kept.set(name, value);
    }
    return response;
  }

  cookie(address: string, name: string): string | undefined {
    return this.cookies.get(new URL(address).origin)?.get(name);
  }
}
