import { tasksVariable } from '../options/auto-task.js';
import { type Job, makeWords, memoryOf } from './job.js';
import { yamlLines } from './yaml.js';

export interface KubernetesJob extends Job {
  readonly image: string;
  /** Of a volume that all pods write to, with the data set's folder in it. */
  readonly claim: string;
}

/** Where the volume lies in a container. */
export const mountPath = '/data';

/** Pods that work at a time, at most. */
const mostAtOnce = 100;

/** Of the image's user `node`. */
const user = 1000;

/**
 * An Indexed Job whose pods make a part of the data set each, and one that waits, suspended, to finish it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function kubernetesLines(job: KubernetesJob): string[] {
  const { name, folder, tasks, claim } = job;
  const finish = `${name}-finish`;
  return [
    `# The volume of the claim ${claim} holds the data set: ${folder} in a pod. Submit, wait and finish:`,
    '#   kubectl apply -f job.yaml',
    `#   kubectl wait --for=condition=complete --timeout=24h job/${name}`,
    `#   kubectl patch job/${finish} -p '{"spec":{"suspend":false}}'`,
    ...yamlLines({
      ...head(name),
      spec: {
        completionMode: 'Indexed',
        completions: tasks,
        parallelism: Math.min(tasks, mostAtOnce),
        backoffLimitPerIndex: 3,
        template: podOf(job, makeWords(job)),
      },
    }),
    '---',
    ...yamlLines({
      ...head(finish),
      spec: {
        suspend: true,
        backoffLimit: 3,
        template: podOf(job, ['dataset', 'finish', folder]),
      },
    }),
  ];
}

const head = (name: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name } });

function podOf(job: KubernetesJob, args: readonly string[]) {
  const memory = `${memoryOf(job)}Mi`;
  return {
    spec: {
      restartPolicy: 'Never',
      securityContext: { runAsUser: user, runAsGroup: user, fsGroup: user },
      containers: [
        {
          name: 'digits',
          image: job.image,
          args,
          env: [{ name: tasksVariable, value: String(job.tasks) }],
          resources: {
            requests: { cpu: String(job.workers), memory },
            limits: { memory: `${2 * memoryOf(job)}Mi` },
          },
          volumeMounts: [{ name: 'data', mountPath }],
        },
      ],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: job.claim } }],
    },
  };
}
