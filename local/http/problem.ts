/** Errors on the user port: RFC 9457 problem details with a stable code. */

/** `detail` is for people who read the answer in a terminal; pages show their own words. */
export function problem(status: number, code: string, detail: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
