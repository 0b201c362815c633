// preact runs its last effects up to 35 ms after a view has gone; by then the window of the file may have gone, too, and
// what fails there fails in no test. So each file waits for them.
import { afterAll } from 'vitest';

afterAll(() => new Promise<void>((resolve) => void setTimeout(resolve, 100)));
