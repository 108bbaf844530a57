// Loaded before a measured command: writes the process's peak resident memory, in KiB, when it ends.
import { writeFileSync } from 'node:fs';

const file = process.env.MAKEAPP_PEAK_FILE;
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
