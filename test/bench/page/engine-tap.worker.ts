// The product's engine worker, entire, with a tap on its socket: it tells when a large frame arrives, which no page can see.
import './tap.ts';
import 'product:engine';
