/**
 * Prints the closing line of a test run, `N passed, N failed`, from the JSON report named on the command line.
 * A file that failed before its first test counts as one failure; so does a report that cannot be read.
 */
import { readFileSync } from 'node:fs';

const totals = (path) => {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const failedWithout = report.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + failedWithout.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const { passed, failed } = totals(process.argv[2]);
console.log(`${passed} passed, ${failed} failed`);
