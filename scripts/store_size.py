"""Compares the size of stores with that of git repositories: see store-size.sh."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
IN_TOTAL, EACH = 0.9, 1.2


def versions_of(history):
    """The folders of a history's versions, oldest first."""
    return sorted(entry.path for entry in os.scandir(history) if entry.is_dir())


def bytes_in(folder, without=()):
    """The bytes of all files in a folder, some of its folders left out."""
    total = 0
    for place, folders, files in os.walk(folder):
        if place == folder:
            folders[:] = [name for name in folders if name not in without]
        total += sum(os.path.getsize(os.path.join(place, name)) for name in files)
    return total


def git(repository, *arguments):
    subprocess.run(['git', '-c', 'user.name=weir', '-c', 'user.email=weir@localhost', '-c', 'commit.gpgsign=false',
                    '-c', 'core.autocrlf=false', *arguments], cwd=repository, check=True, stdout=subprocess.DEVNULL)


def git_size(versions, repository):
    """Commits every version and packs: the bytes of the packs and what finds objects in them."""
    os.mkdir(repository)
    git(repository, 'init', '-q')
    for version in versions:
        for entry in os.scandir(repository):
            if entry.name != '.git':
                shutil.rmtree(entry.path) if entry.is_dir() else os.remove(entry.path)
        shutil.copytree(version, repository, dirs_exist_ok=True)
        for place, _, _ in os.walk(repository):
            os.chmod(place, 0o755)
        git(repository, 'add', '-A')
        git(repository, 'commit', '-q', '--allow-empty', '-m', os.path.basename(version))
    git(repository, 'gc', '-q', '--aggressive', '--prune=now')
    return bytes_in(os.path.join(repository, '.git', 'objects', 'pack'))


def store_size(history, package):
    """Imports every version and cleans up: the bytes of the store."""
    weir = os.path.join(HOME, 'weir')
    for command in (['import', '--each', history, '--to', package], ['gc', package]):
        done = subprocess.run([weir, *command], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f'weir {" ".join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}')
    if not os.path.isfile(os.path.join(package, '.weir', 'HEAD')):
        sys.exit(f'weir import made no store of {history}:\n{done.stdout}{done.stderr}')
    return bytes_in(os.path.join(package, '.weir'), without=('state', 'edits'))


def main():
    parser = argparse.ArgumentParser(prog='store-size.sh')
    parser.add_argument('--shared', default=os.path.join(HOME, '..', 'shared', 'histories'))
    shared = parser.parse_args().shared
    if not os.path.isdir(shared):
        print(f'store-size: not run: {shared} is not there', file=sys.stderr)
        sys.exit(77)
    gits = stores = worst = 0
    print(f'{"history":26} {"versions":>8} {"git":>10} {"weir":>10}')
    for name in sorted(os.listdir(shared)):
        versions = versions_of(os.path.join(shared, name))
        with tempfile.TemporaryDirectory() as work:
            by_git = git_size(versions, os.path.join(work, 'git'))
            by_weir = store_size(os.path.join(shared, name), os.path.join(work, 'package'))
        print(f'{name:26} {len(versions):8} {by_git:10,} {by_weir:10,} {by_weir / by_git:6.2f}')
        gits, stores, worst = gits + by_git, stores + by_weir, max(worst, by_weir / by_git)
    print(f'{"total":26} {"":8} {gits:10,} {stores:10,} {stores / gits:6.2f}')
    sys.exit(0 if stores <= IN_TOTAL * gits and worst <= EACH else 1)


if __name__ == '__main__':
    main()
