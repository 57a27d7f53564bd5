/**
 * Runs `act` and then `stop`, once, also if somebody ends the program by Ctrl-C or SIGTERM meanwhile: servers and their
 * data must not outlive a measurement.
 */
export async function stopAfterwards<T>(stop: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  let stopping: Promise<void> | undefined;
  const stopOnce = () => (stopping ??= stop());
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) return;
    interrupted = true;
    console.log('\nInterrupted; stopping the servers …');
    void stopOnce().finally(() => process.exit(130));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await act();
  } catch (error) {
    // What fails because its servers are being stopped is no news; the program ends when they have.
    if (interrupted) await stopOnce();
    throw error;
  } finally {
    await stopOnce();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
