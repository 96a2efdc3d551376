import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort, programPath } from './servers.ts';
import { atTheEnd } from './undo.ts';

const USER = 'cert';
const PASSWORD = 'secret';
/** Debian's account that owns nothing: Dovecot gives nobody root's mail. */
const NOBODY = { name: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 };

/** A real IMAP server with one mailbox, in a folder of its own. */
export class ScratchDovecot {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** Null where Dovecot is not installed. */
  static async start(): Promise<ScratchDovecot | null> {
    const program = programPath('dovecot');
    if (program === null) return null;
    const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
    const dovecot = new ScratchDovecot(program, folder, await freePort());
    dovecot.configure();
    await dovecot.up();
    atTheEnd(() => dovecot.stop());
    return dovecot;
  }

  url(options = ''): string {
    return `imap://${USER}:${PASSWORD}@127.0.0.1:${this.port}/INBOX${options}`;
  }

  /** A connection of somebody else's, for what a test wants to see or to put there. */
  async within<T>(act: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: this.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: USER, pass: PASSWORD },
      logger: false,
    });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.logout();
    }
  }

  /** Delivers into the mailbox. */
  async deliver(raw: string): Promise<void> {
    await this.within((client) => client.append('INBOX', raw));
  }

  async up(): Promise<void> {
    this.child = spawn(this.program, ['-F', '-c', join(this.folder, 'dovecot.conf')], { stdio: 'ignore' });
    while (!(await isOpen(this.port))) await sleep(50);
  }

  /** All its connections are gone. */
  async down(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async stop(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private configure(): void {
    const isRoot = process.getuid?.() === 0;
    const me = userInfo();
    const mail = join(this.folder, 'mail');
    mkdirSync(mail);
    chmodSync(this.folder, 0o755);
    if (isRoot) chownSync(mail, NOBODY.uid, NOBODY.gid);
    const [user, group] = isRoot ? [NOBODY.name, NOBODY.group] : [me.username, String(me.gid)];
    writeFileSync(
      join(this.folder, 'dovecot.conf'),
      `base_dir = ${this.folder}/run
state_dir = ${this.folder}/state
log_path = ${this.folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${mail}
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
last_valid_uid = 0
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${mail}
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${this.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
    );
  }
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
