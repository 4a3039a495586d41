/** The description is made of the contract alone. */
export type Deps = Readonly<Record<string, never>>;

export const dependencies = (): Deps => ({});
