/** What was started and must not be left behind, newest last. */
const undos: (() => Promise<unknown>)[] = [];
let undoing: Promise<void> | null = null;

/** Has `act` done at the end of the run, also after a Ctrl-C or an error. Acts are done in reverse order. */
export function atTheEnd(act: () => Promise<unknown>): void {
  undos.push(act);
}

/** Does what is due at the end; a second call waits for the first. */
export function undoAll(): Promise<void> {
  undoing ??= (async () => {
    for (let act = undos.pop(); act !== undefined; act = undos.pop()) await act().catch(console.error);
    undoing = null;
  })();
  return undoing;
}

/** Runs a program's main part and leaves nothing behind, whatever ends it. Sets the exit code that `act` answers. */
export async function runAndTidy(act: () => Promise<number>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.error(`${signal}: tidying up`);
      void undoAll().finally(() => process.exit(130));
    });
  }
  process.once('uncaughtException', (error) => {
    console.error(error);
    void undoAll().finally(() => process.exit(1));
  });
  let code = 1;
  try {
    code = await act();
  } catch (error) {
    console.error(error);
  }
  await undoAll();
  process.exit(code);
}
