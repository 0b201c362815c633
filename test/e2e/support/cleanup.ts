// What a journey starts, it need not stop: everything registered here ends with the test file, last started first.
const tasks: (() => unknown)[] = [];

/** Runs `task` when the test file ends. */
export function later(task: () => unknown): void {
  tasks.push(task);
}

export async function cleanUp(): Promise<void> {
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) await task();
}
