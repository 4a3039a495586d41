/** A code that whoever met the failure can tell the duty team, and that stands in the log: `KT-500-7Q2M4X`. */
export function failureCode(status: number, requestId: string): string {
  const letters = requestId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 6);
  return `KT-${status}-${letters.toUpperCase().padEnd(6, '0')}`;
}
