// All of the archive that pages ask for, as one part that loads when it is first asked for (later.ts).
export { exportChats } from './export.ts';
export { importChats } from './import.ts';
export { clearFiles, storageReport } from './storage.ts';
