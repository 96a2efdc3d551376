import { startServers } from './servers.ts';

export default async function globalSetup(): Promise<void> {
  await startServers();
}
