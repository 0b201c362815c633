// Whether I have compared somebody's key with them.

export const isVerified = (person: object | undefined): boolean =>
  person !== undefined && 'verifiedAt' in person && person.verifiedAt !== undefined;
