import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Empty, ErrorBox, Loading } from '../parts/State.tsx';
import { beginKeeping, endKeeping } from '../keep/keeper.ts';
import { watchOutbox } from '../keep/outbox.ts';
import { listenLive } from '../live.ts';
import { recallGate, rememberGate } from '../offline/remembered.ts';
import { SelfContext, useSelfIfAny, type Self } from '../self.ts';
import { readSetup } from '../sign-in/account.ts';
import { DoorLayout } from '../sign-in/DoorLayout.tsx';
import { SignInPage } from '../sign-in/SignInPage.tsx';
import { readDraftKey, readSelf, readState, signOut, signOutEverywhere } from '../sign-in/session.ts';
import type { Page } from '../page.ts';
import { fetchAtRest } from './at-rest.ts';
import { LeaveContext } from './leave.ts';
import { mayOpen } from './nav.ts';

// The sign-in page is what a first visit carries; the other doors come when somebody stands before them.
const EnrolPage = lazy(() => import('../sign-in/EnrolPage.tsx').then(({ EnrolPage: page }) => ({ default: page })));
const FirstRunPage = lazy(() => import('../sign-in/FirstRunPage.tsx').then(({ FirstRunPage: page }) => ({ default: page })));
const NoPlace = lazy(() => import('../sign-in/NoPlace.tsx').then(({ NoPlace: page }) => ({ default: page })));
const SignInAgain = lazy(() => import('../sign-in/SignInAgain.tsx').then(({ SignInAgain: dialog }) => ({ default: dialog })));

async function readGate() {
  const state = await readState();
  if (state.signIn === null) {
    const setup = await readSetup();
    return { state, self: null, setup: setup.ok && (setup.data.empty || setup.data.busy !== null) ? setup.data : null };
  }
  const shut = state.signIn.mustEnrol || state.signIn.memberships.length === 0;
  return { state, self: shut ? null : await readSelf(state), setup: null };
}

type GateData = Awaited<ReturnType<typeof readGate>> & { recalled?: boolean };

/** Without a connection a client's own phone opens as it was last; everybody else is told that there is none. */
async function readGateOrRecall(): Promise<GateData> {
  try {
    return await readGate();
  } catch (error) {
    const kept = await recallGate<GateData>();
    if (kept) return { ...kept, recalled: true };
    throw error;
  }
}

/** Who is here: asks once, then either the sign-in page or the rooms with everything a signed-in person needs around them. */
export function Gate(props: { children: ReactNode; isPublic: boolean }) {
  const queries = useQueryClient();
  const gate = useQuery({ queryKey: ['gate'], queryFn: readGateOrRecall, staleTime: Number.POSITIVE_INFINITY, retry: 2 });
  const first = useRef<Self | null>(null);
  const self = gate.data?.self ?? null;
  first.current ??= self;

  useEffect(() => {
    if (!self) return undefined;
    // Once for each person, not for each answer about them.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
    void beginKeeping(self.accountId, readDraftKey).then(() => (gate.data!.recalled ? undefined : rememberGate(gate.data!)));
    fetchAtRest();
    const [stopLive, stopOutbox] = [listenLive(queries), watchOutbox()];
    return () => {
      stopLive();
      stopOutbox();
    };
  }, [self?.accountId, self?.agencyId]); // oxlint-disable-line react-hooks/exhaustive-deps

  const recalled = gate.data?.recalled === true;
  const { refetch } = gate;
  useEffect(() => {
    if (!recalled) return undefined;
    const again = () => void refetch();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [recalled, refetch]);

  const leave = useMemo(() => {
    const after = async (going: Promise<void>) => {
      await going;
      if (self) await endKeeping(self.accountId);
      // A fresh page: nothing of what was shown stays in memory.
      window.location.assign('/');
    };
    return { here: () => void after(signOut()), everywhere: () => void after(signOutEverywhere()) };
  }, [self]);

  const confirm = async () => {
    const { self: again } = await readGate();
    return again !== null && again.accountId === first.current?.accountId && again.agencyId === first.current.agencyId;
  };
  if (props.isPublic && !self) return props.children;
  if (gate.data === undefined) {
    return gate.isError
      ? <DoorLayout title="No connection"><ErrorBox error={gate.error} onRetry={() => void gate.refetch()} /></DoorLayout>
      : <Loading rows={0} />;
  }
  const { state, setup } = gate.data;
  const again = () => void gate.refetch();
  if (!self && setup) return <Door><FirstRunPage setup={setup} onDone={again} /></Door>;
  if (!self && state.signIn?.mustEnrol) return <Door><EnrolPage passkeys={state.passkeys} onDone={again} /></Door>;
  if (!self && state.signIn) return <Door><NoPlace /></Door>;
  if (!self) return <SignInPage state={state} onDone={again} />;
  return (
    <SelfContext value={self}>
      <LeaveContext value={leave}>
        {props.children}
        <Suspense fallback={null}><SignInAgain confirm={confirm} /></Suspense>
      </LeaveContext>
    </SelfContext>
  );
}

const Door = (props: { children: ReactNode }) => <Suspense fallback={<Loading rows={0} />}>{props.children}</Suspense>;

/** Says kindly that a page is not for this person, instead of an error from the server. */
export function ForWhom(props: { page: Page; children: ReactNode }) {
  const self = useSelfIfAny();
  if (props.page.audience === 'public' || (self && mayOpen(self, props.page.audience, props.page.permission))) return props.children;
  return <Empty>This page is not part of your work here. Whoever runs the program can change that.</Empty>;
}
