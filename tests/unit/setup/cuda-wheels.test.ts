import { expect, test } from 'vitest';
import { cudaProjects, cudaRequirements } from '../../../src-main/setup/cuda-wheels.mjs';

const METADATA = `Metadata-Version: 2.1
Name: tensorflow
Requires-Dist: absl-py>=1.0.0
Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"
Requires-Dist: nvidia_cudnn_cu12<10.0,>=9.3.0.75 ; extra == 'and-cuda'
Requires-Dist: nvidia-gds-cu12; extra == "gcs-filesystem"
Provides-Extra: and-cuda

Requires-Dist: nvidia-in-the-description; extra == "and-cuda"
`;

test('the projects are those of the extra and-cuda, in the headers', () => {
  expect(cudaProjects(METADATA)).toEqual(['nvidia-cublas-cu12', 'nvidia-cudnn-cu12']);
  expect(cudaProjects(METADATA.replaceAll('\n', '\r\n'))).toHaveLength(2);
});

test('each becomes a line for pip with version and hash', () => {
  const { requirements, unpinned } = cudaRequirements(METADATA);
  expect(unpinned).toEqual([]);
  expect(requirements).toHaveLength(2);
  for (const line of requirements) {
    expect(line).toMatch(/^nvidia-[a-z]+-cu12==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
  }
});

test('one without a pin is named and never fetched', () => {
  const metadata = 'Requires-Dist: nvidia-new-thing-cu12>=1; extra == "and-cuda"\n';
  expect(cudaRequirements(metadata)).toEqual({
    requirements: [],
    unpinned: ['nvidia-new-thing-cu12'],
  });
});
