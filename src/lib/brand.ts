// Brands: strings that must not be mixed up, told apart by the type checker alone.
declare const brand: unique symbol;
/** A `Base` that only its own room may make. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
