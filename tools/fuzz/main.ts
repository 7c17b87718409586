/** The fuzzer's command under the name that `npm run fuzz` knows. */
import './src/main.ts';
