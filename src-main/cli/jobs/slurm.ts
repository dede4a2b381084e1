import { shellWord } from '../../files/shell-word.js';
import { tasksVariable } from '../options/auto-task.js';
import { type Job, memoryOf } from './job.js';

/**
 * A script that submits itself as an array, and once more to finish what that made.
 *
 * @see https://slurm.schedmd.com/job_array.html
 */
export const slurmLines = (job: Job): string[] =>
  `#!/bin/bash
# Makes a data set with Slurm: bash job.sh submits the array, and what finishes the data set after it.
# Tasks that failed go on by themselves: sbatch --array=3,7 job.sh
#SBATCH --job-name=${job.name}
#SBATCH --array=1-${job.tasks}
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${job.workers}
#SBATCH --mem=${memoryOf(job)}M
#SBATCH --requeue
set -eu
export ${tasksVariable}=${job.tasks}
dataset=${shellWord(job.folder, 'linux')}

if [ -z "\${SLURM_ARRAY_TASK_ID:-}" ]; then
  array=$(sbatch --parsable "$0")
  sbatch --dependency="afterok:\${array%%;*}" --kill-on-invalid-dep=yes --array=1-1 "$0" finish
elif [ "\${1:-}" = finish ]; then
  digits dataset finish "$dataset"
else
  digits dataset make "$dataset" --task auto --workers ${job.workers}
fi`.split('\n');
