/** The product's engine worker as a module (build.mjs resolves it); it must be type-checked in its own realm. */
declare module 'product:engine';
