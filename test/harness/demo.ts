import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOnce, Program } from './program.ts';
import { freePort } from './servers.ts';

/** ms; filling the directory and telling the story on a busy machine. */
const PATIENCE = 180_000;

/** The demo of the build, filled and its story told, as a process of its own. Stop it in `afterAll`. */
export class Demo {
  private constructor(
    private readonly program: Program,
    readonly url: string,
    readonly dataDir: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<Demo> {
    buildOnce();
    const dataDir = await mkdtemp(join(tmpdir(), 'dnscert-demo-'));
    const port = await freePort();
    // Its own, 2525, is another demo's where two run at once.
    const inbound = await freePort();
    const program = Program.demo({
      INBOUND_SMTP_PORT: String(inbound),
      ...env,
      DATA_DIR: dataDir,
      PORT: String(port),
    });
    await program.says(/It stays up until Ctrl-C/, PATIENCE);
    return new Demo(program, `http://localhost:${port}`, dataDir);
  }

  /** Of an account of its story, as its own mark keeps it. */
  async tokenOf(email: string): Promise<string> {
    const { tokens } = JSON.parse(await readFile(join(this.dataDir, 'demo.json'), 'utf8')) as {
      tokens: Record<string, string>;
    };
    const token = tokens[email];
    if (token === undefined) throw new Error(`the demo has no token of ${email}`);
    return token;
  }

  /** As its administrator would, beside the running service. */
  async addUser(given: { email: string; password: string; role: string; operator?: string }): Promise<void> {
    const { email, password, role, operator } = given;
    const { code, stderr } = await Program.dnscert(
      [
        ...['user', 'add', '--email', email, '--role', role, '--password-stdin'],
        ...(operator === undefined ? [] : ['--operator', operator]),
      ],
      { DATA_DIR: this.dataDir },
      `${password}\n`,
    );
    if (code !== 0) throw new Error(`${email} was not added: ${stderr}`);
  }

  async stop(): Promise<void> {
    await this.program.signal('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
