import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The order in which test files meet a mutant: the quick ones first, because the first test that fails ends the run. Each mutant gets a worker of its
 * own, which runs all the files, so that what they import is loaded once. The run that finds out which test covers what keeps a worker for each file:
 * what a module remembers of one file's questions would else hide from the next one's tests that they rely on it.
 */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const { project } of files) {
      const mode: unknown = Reflect.get(project.getProvidedContext(), 'mode');
      project.config.isolate = mode !== 'mutant';
    }
    const longestFirst = await super.sort(files);
    return longestFirst.toReversed();
  }
}
