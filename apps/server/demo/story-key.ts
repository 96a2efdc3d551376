import { createMessage, generateKey, readPrivateKey, sign } from 'openpgp';

/** An OpenPGP key of somebody in the story; its secret half is thrown away with the process. */
export interface StoryKey {
  publicKey: string;
  /** Armoured, apart from the text. */
  detachSign: (text: string) => Promise<string>;
}

export async function storyKey(name: string, email: string): Promise<StoryKey> {
  const { privateKey, publicKey } = await generateKey({ userIDs: [{ name, email }], format: 'armored' });
  const signingKeys = await readPrivateKey({ armoredKey: privateKey });
  return {
    publicKey,
    detachSign: async (text) => {
      const message = await createMessage({ binary: Buffer.from(text) });
      return String(await sign({ message, signingKeys, detached: true, format: 'armored' }));
    },
  };
}
