/** What is wrong with what is typed into each field, as a sentence, or null. */
export type TypedProblems<Name extends string> = Record<Name, string | null>;

/** Nothing is wrong with any of the fields. */
export const noProblems = <Name extends string>(
  fields: Readonly<Record<Name, unknown>>,
): TypedProblems<Name> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, null])) as TypedProblems<Name>;

/** The first that is wrong, or null. */
export const firstProblem = (problems: TypedProblems<string>): string | null =>
  Object.values(problems).find((problem) => problem !== null) ?? null;
