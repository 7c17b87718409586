/**
 * Every conformance case of Holt and the one runner for them.
 *
 * @packageDocumentation
 */
export { type Case, type ExpectedDiagnostic, type ExpectedError, type ExpectedPlace, parseCases } from './case-file.ts';
export { type CaseFile, readCaseFiles } from './case-files.ts';
export { levels, type Observation, runCase } from './run-case.ts';
