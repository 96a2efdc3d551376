// Healthy when the web role can take reports. A container without that role has no page to ask: its own check is to run.
const { PORT = '3000', ROLES = 'web' } = process.env;
if (!ROLES.split(',').some((role) => role.trim() === 'web')) process.exit(0);
try {
  const response = await fetch(`http://127.0.0.1:${PORT}/readyz`, { signal: AbortSignal.timeout(3_000) });
  process.exit(response.ok ? 0 : 1);
} catch {
  process.exit(1);
}
