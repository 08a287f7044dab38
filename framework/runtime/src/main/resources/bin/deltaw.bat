@echo off
rem Starts DeltaW on the first Java of sufficient version.
rem
rem   DELTAW_JAVA_HOME   the Java to use
rem   DELTAW_OPTS        options for the JVM, such as -Xmx8g
rem   DELTAW_PLUGINS     further plugin folders, separated by ';'
setlocal
set "needed={{required.java.version}}"
for %%i in ("%~dp0..") do set "home=%%~fi"

set "java="
set "other="
set "places=JAVA_HOME, PATH and the usual places: install one, or set DELTAW_JAVA_HOME to its folder"
if defined DELTAW_JAVA_HOME (
  set "places=DELTAW_JAVA_HOME"
  call :try "%DELTAW_JAVA_HOME%"
  goto found
)
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%i in ('where java 2^>nul') do call :try "%%~dpi.."
for /d %%i in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%USERPROFILE%\.jdks\*") do call :try "%%~i"

:found
if not defined other set "other=none"
if not defined java (
  echo deltaw: needs Java %needed% or later, and found %other% in %places%. 1>&2
  exit /b 2
)
set "runtime="
for %%i in ("%home%\bundles\deltaw-runtime-*.jar") do set "runtime=%%~fi"
rem Commands that compute nothing are over before code of the JVM's better compiler is worth its price.
set "compiler="
for %%i in (plugins describe schema version completion new-plugin install remove assemble) do if "%~1"=="%%i" set "compiler=-XX:TieredStopAtLevel=1"

rem As in the script for other systems: a small heap and the simplest collector, unless another is named.
set "collector=-XX:+UseSerialGC"
echo "%DELTAW_OPTS% %JDK_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS%" | findstr /r /c:"-XX:+Use.*GC" >nul && set "collector="
echo "%DELTAW_OPTS% %JDK_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS%" | findstr /r /c:"-Xm[sx]" /c:"HeapSize" >nul || set "collector=%collector% -Xms32m"
"%java%" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-exports java.base/jdk.internal.module=ALL-UNNAMED %compiler% %collector% "-Ddeltaw.home=%home%" %DELTAW_OPTS% -classpath "%home%\lib\*;%runtime%" org.deltaw.runtime.launch.Launcher %*
exit /b %ERRORLEVEL%

rem Sets java if the folder holds a Java that will do, other if it holds another one, as its file 'release' tells.
:try
if defined java exit /b 0
if not exist "%~1\release" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
set "version="
set "early="
for %%k in (JAVA_VERSION JAVA_RUNTIME_VERSION) do for /f "usebackq tokens=1,2 delims==" %%i in ("%~1\release") do if "%%i"=="%%k" set "version=%%~j"
if not defined version exit /b 0
for /f "delims=+" %%i in ("%version%") do set "version=%%i"
for /f "tokens=1,* delims=-" %%i in ("%version%") do set "early=%%j"
call :number found %version%
call :number least %needed%
rem What leads to a version, such as 25.0.3-ea, comes before it.
if defined early set /a found-=1
if %found% geq %least% set "java=%~1\bin\java.exe"
if not defined java if not defined other set "other=Java %version%"
exit /b 0

rem Sets a variable to a number that orders versions of Java.
:number
for /f "tokens=1-3 delims=.-_" %%i in ("%~2.0.0") do set /a "%~1=(%%i*1000+%%j)*1000+%%k"
exit /b 0
