/** The package brings no types; this is what the test uses of it. */
declare module 'asl-validator' {
  type Verdict = { readonly isValid: boolean; readonly errorsText: (separator?: string) => string };
  export default function validate(definition: object): Verdict;
}
